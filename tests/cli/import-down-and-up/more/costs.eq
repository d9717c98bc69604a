import "../fixed.eq"
