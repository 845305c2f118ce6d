// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fault injection. A rule names a callback and, optionally, which of its calls; it makes that call
 * fail, hang for a time, or answer with something else than softgpu would. What may be answered is
 * not restricted: it is dxgkrnl that has to cope. Cookies alone can only become NULL, because
 * dxgkrnl can't tell a wrong pointer from a right one.
 */
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "softgpu.h"

#define MAX_RULES	32	/* whose text fits into a page */

void softgpu_inject_init(struct softgpu_inject *inject)
{
	spin_lock_init(&inject->lock);
	INIT_LIST_HEAD(&inject->rules);
}

/**
 * softgpu_rules_free() - free rules
 * @rules: list of struct softgpu_rule, undefined afterwards
 */
void softgpu_rules_free(struct list_head *rules)
{
	struct softgpu_rule *rule, *next;

	list_for_each_entry_safe(rule, next, rules, node)
		kfree(rule);
}

/* Count a call; says whether the rule is about it. */
static bool rule_hit(struct softgpu_rule *rule, enum softgpu_ddi ddi)
{
	if (rule->ddi != ddi)
		return false;
	rule->calls++;
	if (rule->nth && rule->calls != rule->nth)
		return false;
	rule->hits++;
	return true;
}

/**
 * softgpu_inject_ask() - what the rules say when something begins
 * @inject: the adapter's rules
 * @ddi: what begins
 * @delay_ms: result: how long it has to take
 *
 * Return: 0, or the error with which it has to end, without having done anything.
 */
int softgpu_inject_ask(struct softgpu_inject *inject, enum softgpu_ddi ddi, u32 *delay_ms)
{
	struct softgpu_rule *rule;
	int error = 0;

	*delay_ms = 0;
	spin_lock(&inject->lock);
	list_for_each_entry(rule, &inject->rules, node) {
		if (rule->action == SOFTGPU_INJECT_FIELD || !rule_hit(rule, ddi))
			continue;
		if (rule->action == SOFTGPU_INJECT_DELAY)
			*delay_ms += rule->delay_ms;
		else if (!error)
			error = rule->error;
	}
	spin_unlock(&inject->lock);
	return error;
}

int softgpu_inject_call(struct softgpu_inject *inject, enum softgpu_ddi ddi)
{
	u32 delay_ms;
	int error = softgpu_inject_ask(inject, ddi, &delay_ms);

	if (delay_ms)
		msleep(delay_ms);
	return error;
}

static void overwrite(struct softgpu *sg, const struct softgpu_rule *rule, void *entry)
{
	const struct softgpu_field *field = rule->field;
	void *member = entry + field->offset;

	if (field->drop) {
		void **cookie = member;

		if (*cookie)
			field->drop(sg, *cookie);
		*cookie = NULL;
		return;
	}
	switch (field->size) {
	case sizeof(u8):
		*(u8 *)member = field->is_bool ? !!rule->value : rule->value;
		break;
	case sizeof(u32):
		*(u32 *)member = rule->value;
		break;
	case sizeof(u64):
		*(u64 *)member = rule->value;
		break;
	default:
		memset(member, rule->value & 0xff, field->size);
	}
}

void softgpu_inject_fields(struct softgpu *sg, enum softgpu_ddi ddi, void *array, u32 num)
{
	struct softgpu_rule *rule;

	spin_lock(&sg->inject.lock);
	list_for_each_entry(rule, &sg->inject.rules, node) {
		if (rule->action != SOFTGPU_INJECT_FIELD || rule->index >= num)
			continue;
		if (rule_hit(rule, ddi))
			overwrite(sg, rule, array + (size_t)rule->index * rule->field->stride);
	}
	spin_unlock(&sg->inject.lock);
}

/**
 * softgpu_inject_add() - add rules, all of them or none
 * @inject: the adapter's rules
 * @rules: list of struct softgpu_rule; empty afterwards
 * @clear: drop the old ones
 *
 * Return: 0, or -ENOSPC.
 */
int softgpu_inject_add(struct softgpu_inject *inject, struct list_head *rules, bool clear)
{
	u32 num = 0, armed = 0;
	struct softgpu_rule *rule;
	LIST_HEAD(drop);
	int ret = 0;

	list_for_each_entry(rule, rules, node) {
		num++;
		armed |= BIT(rule->ddi);
	}

	spin_lock(&inject->lock);
	if (!clear) {
		num += inject->num_rules;
		armed |= inject->armed;
	}
	if (num > MAX_RULES) {
		list_splice_init(rules, &drop);
		ret = -ENOSPC;
	} else {
		if (clear)
			list_splice_init(&inject->rules, &drop);
		list_splice_tail_init(rules, &inject->rules);
		inject->num_rules = num;
		WRITE_ONCE(inject->armed, armed);
	}
	spin_unlock(&inject->lock);

	softgpu_rules_free(&drop);
	return ret;
}

void softgpu_inject_clear(struct softgpu_inject *inject)
{
	LIST_HEAD(none);

	softgpu_inject_add(inject, &none, true);
}
