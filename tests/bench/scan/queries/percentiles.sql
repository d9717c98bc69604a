-- Both from one sorting.
WITH both_of AS (
  SELECT date_trunc('week', start_date)::DATE AS week,
         quantile_cont(weekly_cost::DOUBLE, [0.5, 0.9]) AS cost
  FROM placements GROUP BY week)
SELECT week, cost[1] AS median_cost, cost[2] AS high_cost FROM both_of
