# What things cost and how long they last: the figures that every equation uses, each with its source.

fixed homecare_rate    = £22.40 per hour source "Homecare framework 2023"
fixed package_length   = 35 weeks source "Finance and performance oversight group"
fixed placement_cost   = £1,050 per week per placement from 2023-04-01 source "Fair cost of care 2023",
                         £1,113 per week per placement from 2024-04-01 source "Fee uplift 2024, 6%"
fixed placement_length = 104 weeks source "Finance and performance oversight group"
fixed enablement_cost  = £820 per week per placement source "Supported living framework 2023"
