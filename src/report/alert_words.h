/* alert_words.h - what all packs say of alerts in the same words. Private to src/report. */
#ifndef EQ_REPORT_ALERT_WORDS_H
#define EQ_REPORT_ALERT_WORDS_H

#include "engine/results.h"

/* "raised", "quiet", "not known" */
const char *eq_alert_state_word(const struct eq_alert_result *a);
/* Whether --only leaves it in: it is about something that is shown. */
bool eq_alert_is_shown(const struct eq_results *r, const struct eq_alert_result *a);

/* A rule by which the latest value is a signal, and which way. */
struct eq_alert_signal {
	const char *rule; /* "outside", "shift", "trend", "near" */
	bool above;
	struct eq_text words; /* "above the upper limit" */
};
#define EQ_ALERT_SIGNALS 8
/* How many there are. */
uint32_t eq_alert_signals(const struct eq_alert_limits *l,
			  struct eq_alert_signal out[EQ_ALERT_SIGNALS]);

#endif
