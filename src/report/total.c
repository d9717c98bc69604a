/* total.c - see total.h. */
#include "report/total.h"

const char *eq_kind_word(enum eq_benefit_kind kind)
{
	switch (kind) {
	case EQ_KIND_CASHABLE:
		return "cashable";
	case EQ_KIND_AVOIDANCE:
		return "cost avoidance";
	case EQ_KIND_NON_CASHABLE:
		return "non-cashable";
	default:
		return "";
	}
}

const char *eq_confidence_word(enum eq_confidence confidence)
{
	switch (confidence) {
	case EQ_CONFIDENCE_HIGH:
		return "high";
	case EQ_CONFIDENCE_MEDIUM:
		return "medium";
	case EQ_CONFIDENCE_LOW:
		return "low";
	default:
		return "";
	}
}

const char *eq_split_word(enum eq_split split)
{
	static const char *const words[] = {"whole", "kind", "confidence", "partner"};

	return words[split];
}

struct eq_text eq_part_word(const struct eq_model *m, const struct eq_total *t)
{
	switch (t->split) {
	case EQ_SPLIT_KIND:
		return eq_text_of(eq_kind_word((enum eq_benefit_kind)t->part));
	case EQ_SPLIT_CONFIDENCE:
		return eq_text_of(eq_confidence_word((enum eq_confidence)t->part));
	case EQ_SPLIT_PARTNER:
		return t->part < m->partners.n ? m->partners.v[t->part] : EQ_TEXT("");
	default:
		return EQ_TEXT("");
	}
}

struct eq_text eq_total_title(const struct eq_model *m, const struct eq_total *t,
			      struct eq_arena *a)
{
	static const char *const kinds[] = {"All benefits without a kind", "All cashable benefits",
					    "All cost avoidance", "All non-cashable benefits"};
	static const char *const confidences[] = {"Confidence not said", "High confidence",
						  "Medium confidence", "Low confidence"};

	switch (t->split) {
	case EQ_SPLIT_KIND:
		return eq_text_of(kinds[t->part]);
	case EQ_SPLIT_CONFIDENCE:
		return eq_text_of(confidences[t->part]);
	case EQ_SPLIT_PARTNER:
		return eq_arena_printf(a, "Share of %.*s", EQ_ARG(eq_part_word(m, t)));
	default:
		return t->workstream == EQ_NO_WORKSTREAM ? EQ_TEXT("All benefits")
							 : m->workstreams.v[t->workstream].title;
	}
}
