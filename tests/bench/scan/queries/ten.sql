SELECT date_trunc('week', start_date)::DATE AS week,
       count(*) FILTER (WHERE setting = 'residential') AS residential,
       sum(weekly_cost) FILTER (WHERE setting = 'nursing') AS nursing_cost,
       avg(weekly_cost) FILTER (WHERE setting IN ('residential', 'nursing')) AS homes_mean,
       sum(hours) FILTER (WHERE setting = 'homecare' AND age >= 65) AS older_hours,
       count(*) FILTER (WHERE age >= 85) AS oldest_old,
       max(weekly_cost) FILTER (WHERE locality = 'Taunton') AS dearest,
       sum(weekly_cost) FILTER (WHERE hours > 40) AS intensive_cost,
       min(weekly_cost) FILTER (WHERE setting = 'supported_living') AS cheapest,
       count(*) FILTER (WHERE locality IN ('Yeovil', 'Chard') AND age < 65) AS younger,
       sum(weekly_cost - hours * 12.50) FILTER (WHERE setting = 'homecare') AS beyond_hours
FROM placements
GROUP BY week
