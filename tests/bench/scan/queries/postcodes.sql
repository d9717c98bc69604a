-- Both what all weeks say and what all parts say, from one look at the rows.
SELECT date_trunc('week', start_date)::DATE AS week, postcode AS part,
       count(*) AS placed,
       sum(weekly_cost) AS cost
FROM placements
GROUP BY GROUPING SETS ((week), (part))
