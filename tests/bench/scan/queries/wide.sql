SELECT date_trunc('week', start_date)::DATE AS week,
       count(*) FILTER (WHERE setting = 'nursing') AS nursing,
       sum(weekly_cost) FILTER (WHERE setting = 'nursing') AS nursing_cost,
       avg(weekly_cost) AS mean_cost
FROM placements
GROUP BY week
