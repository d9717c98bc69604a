kpi
