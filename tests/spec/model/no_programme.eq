# no programme at all
unit person                                  #! there is no programme here
kpi a { tracked  3 person }
