programme "Bare" {  #! does not say its `currency` #! its `starts` #! its `horizon` #! its `period` #! its `fiscal year` #! its `annualise`
}
