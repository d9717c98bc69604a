-- The different pairs first: DuckDB counts the rows of that faster than it counts DISTINCT by week.
WITH pairs AS MATERIALIZED (
  SELECT date_trunc('week', start_date)::DATE AS week, postcode,
         bool_or(setting = 'nursing') AS nursing
  FROM placements GROUP BY ALL)
SELECT week,
       count(*) AS postcodes,
       count(*) FILTER (WHERE nursing) AS nursing_postcodes
FROM pairs GROUP BY week
