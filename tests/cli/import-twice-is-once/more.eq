import "fixed.eq"
