// SPDX-License-Identifier: GPL-2.0-only
/*
 * A wait is for the values of some fences of one device: all of them, or any. It is a thread that
 * sleeps, or an event that is to be signaled. The device's lock protects it, and whoever finishes
 * it, under that lock, takes it off all fences.
 */
#include <linux/completion.h>
#include <linux/eventfd.h>
#include <linux/slab.h>

#include "compat.h"
#include "gfp.h"
#include "vidsch/fence.h"

struct vidsch_wait;

/**
 * struct wait_entry - a wait, in the list of one fence
 * @link: In the fence's list, by value; alone if the point has been reached.
 * @value: What is waited for.
 * @wait: Of which this is a part.
 */
struct wait_entry {
	struct list_head link;
	u64 value;
	struct vidsch_wait *wait;
};

/**
 * struct vidsch_wait - a wait
 * @device: Whose lock protects it.
 * @left: Points that have to be reached.
 * @finished: @left of them have been, or there is an error.
 * @error: Why it was finished otherwise, or 0.
 * @event: What to signal then, after which the wait is freed; NULL for a thread that waits.
 * @done: What the thread waits for.
 * @n: Elements of @entries.
 * @entries: One for each point.
 */
struct vidsch_wait {
	struct vidsch_device *device;
	u32 left;
	bool finished;
	int error;
	struct eventfd_ctx *event;
	struct completion done;
	u32 n;
	struct wait_entry entries[];
};

static struct vidsch_wait *wait_new(struct vidsch_device *device, u32 n)
{
	struct vidsch_wait *wait = kzalloc(struct_size(wait, entries, n), DXGK_GFP_CLIENT);
	u32 i;

	if (!wait)
		return NULL;
	wait->device = device;
	init_completion(&wait->done);
	wait->n = n;
	for (i = 0; i < n; i++) {
		INIT_LIST_HEAD(&wait->entries[i].link);
		wait->entries[i].wait = wait;
	}
	return wait;
}

static void wait_unlink(struct vidsch_wait *wait)
{
	u32 i;

	for (i = 0; i < wait->n; i++)
		list_del_init(&wait->entries[i].link);
}

/* A wait by event is freed. */
static void wait_finish(struct vidsch_wait *wait, int error)
{
	lockdep_assert_held(&wait->device->lock);
	wait_unlink(wait);
	wait->finished = true;
	wait->error = error;
	if (!wait->event) {
		complete(&wait->done);
		return;
	}
	wait->device->num_events--;
	dxgk_eventfd_signal(wait->event);
	eventfd_ctx_put(wait->event);
	kfree(wait);
}

static struct wait_entry *first_entry(struct vidsch_fence *fence)
{
	return list_first_entry_or_null(&fence->waits, struct wait_entry, link);
}

/* The value has grown; under the device's lock. */
void vidsch_waits_reached(struct vidsch_fence *fence)
{
	struct wait_entry *entry;

	while ((entry = first_entry(fence)) && entry->value <= fence->value) {
		list_del_init(&entry->link);
		if (!--entry->wait->left)
			wait_finish(entry->wait, 0);
	}
}

/* No value will be reached any more; under the device's lock. */
void vidsch_waits_fail(struct vidsch_fence *fence, int error)
{
	struct wait_entry *entry;

	while ((entry = first_entry(fence)))
		wait_finish(entry->wait, error);
}

/* The highest values are mostly the last to come. */
static void insert_entry(struct vidsch_fence *fence, struct wait_entry *entry)
{
	struct wait_entry *before;

	list_for_each_entry_reverse(before, &fence->waits, link)
		if (before->value <= entry->value)
			break;
	list_add(&entry->link, &before->link);
}

/* How many points have been reached, or why one never will be. */
static int count_reached(struct vidsch_device *device, const struct vidsch_point *points, u32 n)
{
	int reached = 0;
	u32 i;

	if (device->error)
		return device->error;
	for (i = 0; i < n; i++) {
		if (points[i].fence->error)
			return points[i].fence->error;
		reached += points[i].value <= points[i].fence->value;
	}
	return reached;
}

/* Return: 0 if there is nothing to wait for, 1 if there is, or a negative errno. */
static int wait_begin(struct vidsch_wait *wait, const struct vidsch_point *points, bool any)
{
	int reached = count_reached(wait->device, points, wait->n);
	u32 i;

	lockdep_assert_held(&wait->device->lock);
	if (reached < 0)
		return reached;
	if (any ? reached > 0 : reached == wait->n)
		return 0;
	if (wait->event && wait->device->num_events >= VIDSCH_MAX_EVENTS)
		return -ENOMEM;
	wait->device->num_events += !!wait->event;
	wait->left = any ? 1 : wait->n - reached;
	for (i = 0; i < wait->n; i++) {
		wait->entries[i].value = points[i].value;
		if (points[i].value > points[i].fence->value)
			insert_entry(points[i].fence, &wait->entries[i]);
	}
	return 1;
}

/* Sleep until the wait is finished. */
static int wait_sleep(struct vidsch_wait *wait)
{
	int err = wait_for_completion_interruptible(&wait->done);
	unsigned long flags;

	spin_lock_irqsave(&wait->device->lock, flags);
	if (wait->finished)
		err = wait->error;
	else
		wait_unlink(wait);
	spin_unlock_irqrestore(&wait->device->lock, flags);
	return err;
}

/**
 * vidsch_wait - wait for values of fences
 * @device: The device, kept by the caller.
 * @points: What is waited for: fences of @device, kept by the caller.
 * @n: How many, 1 to VIDSCH_MAX_POINTS.
 * @any: One is enough.
 *
 * This is the one wait that any signal ends: nobody but the client knows how long it will last.
 *
 * Context: process context, no lock held.
 * Return: 0; -ENOMEM; -ERESTARTSYS after a signal; -DXGK_EDEVICEREMOVED if the device is lost, and
 * -EINVAL if a fence or the device is destroyed, also while it waits.
 */
int vidsch_wait(struct vidsch_device *device, const struct vidsch_point *points, u32 n, bool any)
{
	struct vidsch_wait *wait = wait_new(device, n);
	unsigned long flags;
	int ret;

	if (!wait)
		return -ENOMEM;
	spin_lock_irqsave(&device->lock, flags);
	ret = wait_begin(wait, points, any);
	spin_unlock_irqrestore(&device->lock, flags);
	if (ret > 0)
		ret = wait_sleep(wait);
	kfree(wait);
	return ret;
}

/**
 * vidsch_wait_event - have an event signaled when values of fences are reached
 * @device: The device, kept by the caller.
 * @points: As for vidsch_wait().
 * @n: As there.
 * @any: As there.
 * @event: Signaled once: then, or now if they have been reached, or when nobody can reach them any
 *	more. The reference to it is consumed.
 *
 * Return: 0; -ENOMEM, also if VIDSCH_MAX_EVENTS are pending; -DXGK_EDEVICEREMOVED if the device is
 * lost, and -EINVAL if a fence or the device is destroyed. The event isn't signaled on failure.
 */
int vidsch_wait_event(struct vidsch_device *device, const struct vidsch_point *points, u32 n,
		      bool any, struct eventfd_ctx *event)
{
	struct vidsch_wait *wait = wait_new(device, n);
	unsigned long flags;
	int ret;

	if (!wait) {
		eventfd_ctx_put(event);
		return -ENOMEM;
	}
	wait->event = event;
	spin_lock_irqsave(&device->lock, flags);
	ret = wait_begin(wait, points, any);
	spin_unlock_irqrestore(&device->lock, flags);
	if (ret > 0)
		return 0;
	if (!ret)
		dxgk_eventfd_signal(event);
	eventfd_ctx_put(event);
	kfree(wait);
	return ret;
}
