# What things cost: a file of their own, because three programmes use them.

fixed homecare_rate = £23.10 per hour source "Homecare framework 2023" agreed "Finance Board" on 2023-11-14
fixed hours_less    = 6 hours/week per person source "Reablement evaluation 2023"
fixed package       = 35 weeks source "Reablement evaluation 2023"
fixed bed_day       = £395 per day_delayed source "National cost collection 2022"
