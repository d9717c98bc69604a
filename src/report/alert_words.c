/* alert_words.c - the words of alerts. See alert_words.h. */
#include "report/alert_words.h"

#include "engine/xmr.h"

const char *eq_alert_state_word(const struct eq_alert_result *a)
{
	return a->state == EQ_ALERT_RAISED    ? "raised"
	       : a->state == EQ_ALERT_UNKNOWN ? "not known"
					      : "quiet";
}

bool eq_alert_is_shown(const struct eq_results *r, const struct eq_alert_result *a)
{
	const struct eq_alert *declared = &r->model->alerts.v[a->alert];

	for (uint32_t i = 0; r->shown && i < declared->n_subjects; i++)
		if (r->shown[r->model->kpis.v[declared->subjects[i].kpi].def])
			return true;
	return !r->shown;
}

uint32_t eq_alert_signals(const struct eq_alert_limits *l,
			  struct eq_alert_signal out[EQ_ALERT_SIGNALS])
{
	static const struct {
		uint8_t rule;
		const char *name, *above, *below;
	} rules[] = {
		{EQ_XMR_OUTSIDE, "outside", "above the upper limit", "below the lower limit"},
		{EQ_XMR_SHIFT, "shift", "a shift: a run of values above the centre",
		 "a shift: a run of values below the centre"},
		{EQ_XMR_TREND, "trend", "a trend: a run of rising values",
		 "a trend: a run of falling values"},
		{EQ_XMR_NEAR, "near", "two of three near the upper limit",
		 "two of three near the lower limit"},
	};
	uint32_t n = 0;

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		if (l->above & rules[i].rule)
			out[n++] = (struct eq_alert_signal){rules[i].name, true,
							    eq_text_of(rules[i].above)};
		if (l->below & rules[i].rule)
			out[n++] = (struct eq_alert_signal){rules[i].name, false,
							    eq_text_of(rules[i].below)};
	}
	return n;
}
