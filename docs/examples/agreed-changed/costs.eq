fixed weekly_fee       = £1,050 per week per placement source "Framework 2023"
fixed contribution     = £160 per week per placement source "Charging policy 2023"
fixed placement_cost   = weekly_fee - contribution
fixed placement_length = 104 weeks source "Placements of 2021 and 2022"
