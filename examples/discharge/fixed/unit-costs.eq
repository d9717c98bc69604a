# What a day in a hospital bed costs, for someone who no longer needs to be there.

fixed bed_day = £395 per patient per day
                source "The King's Fund, The hidden problems behind delayed discharges and their costs, 2023: £395 a night, the 2017/18 reference cost uprated"
