-- Each week's, and, as the part that all rows are, those of all weeks together.
SELECT date_trunc('week', start_date)::DATE AS week,
       count(DISTINCT case_id) AS cases
FROM placements
GROUP BY GROUPING SETS ((week), ())
