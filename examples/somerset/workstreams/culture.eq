# Culture and leadership: how far each change has become part of the service. It is judged, not measured.

data judgements from "../data/sustainability.csv" {
  date    judged_on
  by      change, level
}

workstream culture "Culture and leadership"

rating sustainability "Sustainability of the changes" in culture {
  scale    "Red", "Bronze", "Silver", "Gold"
  target   80% at "Silver"
  tracked  last(level of judgements) by change
}
