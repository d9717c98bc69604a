-- The first query. Each week begins on a Monday.
SELECT date_trunc('week', start_date)::DATE AS week, locality AS part,
       count(*) FILTER (WHERE setting = 'residential') AS residential,
       coalesce(sum(weekly_cost) FILTER (WHERE setting = 'residential'), 0) AS residential_cost,
       coalesce(sum(hours) FILTER (WHERE setting = 'homecare'), 0) AS homecare_hours,
       avg(weekly_cost) AS mean_cost,
       count(*) AS placed,
       max(age) AS oldest
FROM placements
GROUP BY $groups
