-- A stay is one more from the week in which it begins, and one less from that in which it ends.
WITH stays AS MATERIALIZED (
  SELECT date_trunc('week', start_date)::DATE AS begun,
         date_trunc('week', end_date)::DATE AS ended,
         count(*) AS n, sum(weekly_cost) AS cost, sum(end_date - start_date) AS days
  FROM placements GROUP BY ALL),
steps AS (
  SELECT begun AS week, n, cost, 0 AS closed, 0 AS days FROM stays
  UNION ALL
  SELECT ended, -n, -cost, n, days FROM stays WHERE ended IS NOT NULL),
weeks AS (
  SELECT week, sum(n) AS n, sum(cost) AS cost, sum(days) AS days, sum(closed) AS closed
  FROM steps GROUP BY week)
SELECT week,
       sum(n) OVER (ORDER BY week) AS stays,
       sum(cost) OVER (ORDER BY week) AS stays_cost,
       days / nullif(closed, 0) AS stay
FROM weeks
