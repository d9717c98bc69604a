SELECT date_trunc('week', start_date)::DATE AS week,
       count(DISTINCT postcode) AS postcodes,
       count(DISTINCT postcode) FILTER (WHERE setting = 'nursing') AS nursing_postcodes
FROM placements
GROUP BY week
