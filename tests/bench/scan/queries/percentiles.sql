SELECT date_trunc('week', start_date)::DATE AS week,
       quantile_cont(weekly_cost::DOUBLE, 0.5) AS median_cost,
       quantile_cont(weekly_cost::DOUBLE, 0.9) AS high_cost
FROM placements
GROUP BY week
