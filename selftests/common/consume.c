// SPDX-License-Identifier: GPL-2.0
#include "consume.h"
#include "create.h"
#include "file.h"
#include "lock.h"
#include "process.h"
#include "share.h"

#define RUNTIME_DATA	(64u << 10)
#define CONTENTS	(64u << 10)

static int one_open(struct consumer *consumer)
{
	struct d3dkmt_openadapterfromluid args = {
		.adapter_luid = { .low_part = consumer->luid, .high_part = consumer->luid >> 32 },
	};

	return dxg_call(consumer->fd, D3DKMT_IOC_OPEN_ADAPTER_FROM_LUID, &args);
}

static int new_device(struct consumer *consumer, uint32_t *device)
{
	struct d3dkmt_createdevice args = { .adapter = consumer->adapter };
	int ret = dxg_call(consumer->fd, D3DKMT_IOC_CREATE_DEVICE, &args);

	*device = args.device;
	return ret;
}

static int one_device(struct consumer *consumer)
{
	uint32_t device;

	return new_device(consumer, &device);
}

static int one_resource(struct consumer *consumer)
{
	uint32_t resource;

	return dxg_create_resource(consumer->fd, consumer->device, &resource, NULL, 0);
}

static int one_allocation(struct consumer *consumer)
{
	uint32_t allocation;

	return dxg_create_raw(consumer->fd, consumer->device, 4096, &allocation);
}

/* Sixteen at once, all or none. */
static int one_batch(struct consumer *consumer)
{
	uint32_t resource, allocations[16];

	return dxg_create_resource(consumer->fd, consumer->device, &resource, allocations, 16);
}

static int create_shared(struct consumer *consumer, uint32_t flags)
{
	static char runtime_data[RUNTIME_DATA];
	struct create create;

	create_init(&create, consumer->device);
	create.args.flags = flags;
	create.args.private_runtime_data = (uintptr_t)runtime_data;
	create.args.private_runtime_data_size = sizeof(runtime_data);
	return create_call(consumer->fd, &create);
}

/* Keeps much data for openers. */
static int one_share(struct consumer *consumer)
{
	return create_shared(consumer, SHARE_NT_FLAGS);
}

static int one_global_share(struct consumer *consumer)
{
	return create_shared(consumer, SHARE_FLAGS);
}

static int one_shared_open(struct consumer *consumer)
{
	struct share_open open;

	return share_open_nt(consumer->fd, consumer->other_device, consumer->nt_handle, &open);
}

/*
 * Nearly all that one takes are pages. The rest is for the core's VMA, which the core would rather
 * kill for than do without at a cgroup's limit.
 */
static int one_mapping(struct consumer *consumer)
{
	uint32_t allocation;
	void *p;
	int ret = dxg_create_raw(consumer->fd, consumer->device, 65536, &allocation);

	return ret ?: dxg_lock(consumer->fd, consumer->device, allocation, &p);
}

/* As many as a device may have, on each of ever more devices. */
static int one_queue(struct consumer *consumer)
{
	int ret = 0;

	if (!(consumer->queues++ % DXG_MAX_QUEUES))
		ret = new_device(consumer, &consumer->queue_device);
	return ret ?: dxg_queue_create(consumer->fd, consumer->queue_device, &consumer->queue);
}

/* A wait by event that nothing ends but the process. */
static int one_wait(struct consumer *consumer)
{
	struct dxg_queue queue;
	int ret = 0;

	if (!(consumer->waits++ % DXG_MAX_EVENTS)) {
		ret = new_device(consumer, &consumer->wait_device);
		ret = ret ?: dxg_queue_create(consumer->fd, consumer->wait_device, &queue);
		consumer->fence = queue.fence;
	}
	return ret ?: dxg_wait_event(consumer->fd, consumer->wait_device, consumer->fence, 1,
				     consumer->event);
}

/* Contents in system memory, all of which are there. */
static int one_content(struct consumer *consumer)
{
	uint32_t allocation;
	void *p;
	int ret = dxg_create_raw(consumer->fd, consumer->device, CONTENTS, &allocation);

	return ret ?: dxg_lock(consumer->fd, consumer->device, allocation, &p);
}

/* Video memory that the process requires. */
static int one_resident(struct consumer *consumer)
{
	uint32_t allocation;
	int ret = 0;

	if (!consumer->pager.handle)
		ret = dxg_pager_create(consumer->fd, consumer->adapter, consumer->device,
				       &consumer->pager);
	ret = ret ?: dxg_create_desc(consumer->fd, consumer->device, dxg_upload(CONTENTS),
				     &allocation);
	return ret ?: dxg_resident_one(&consumer->pager, allocation);
}

const struct consumable consume_opens = { "opens of an adapter", one_open };
const struct consumable consume_devices = { "devices", one_device };
const struct consumable consume_resources = { "resources", one_resource };
const struct consumable consume_allocations = { "allocations", one_allocation };
const struct consumable consume_batches = { "lists of allocations", one_batch };
const struct consumable consume_shares = { "shares", one_share };
const struct consumable consume_global_shares = { "global shares", one_global_share };
const struct consumable consume_shared_opens = { "opens of a share", one_shared_open };
const struct consumable consume_mappings = { "mappings", one_mapping };
const struct consumable consume_queues = { "paging queues", one_queue };
const struct consumable consume_waits = { "waits by event", one_wait };
const struct consumable consume_contents = { "contents", one_content };
const struct consumable consume_residents = { "video memory", one_resident };

void consumer_open(struct consumer *consumer, uint64_t luid)
{
	struct share share;

	memset(consumer, 0, sizeof(*consumer));
	consumer->luid = luid;
	consumer->event = dxg_event();
	consumer->fd = dxg_open();
	dxg_check(consumer->fd >= 0);
	consumer->adapter = dxg_adapter_by_luid(consumer->fd, luid);
	consumer->device = dxg_create_device(consumer->fd, consumer->adapter);
	consumer->other_device = dxg_create_device(consumer->fd, consumer->adapter);
	dxg_check(consumer->device && consumer->other_device);
	dxg_check(!share_create(consumer->fd, consumer->device, SHARE_NT_FLAGS, &share));
	consumer->nt_handle = share_fd(consumer->fd, share.resource, GENERIC_ALL);
	dxg_check(consumer->nt_handle >= 0);
}

int consume_all(struct consumer *consumer, const struct consumable *what, unsigned int max,
		unsigned int *n)
{
	int ret = 0;

	for (*n = 0; *n < max; ++*n) {
		ret = what->one(consumer);
		if (ret)
			break;
	}
	return ret;
}

static void do_one_of_each(void *data)
{
	static const struct consumable *const all[] = {
		&consume_opens, &consume_devices, &consume_resources, &consume_allocations,
		&consume_batches, &consume_shares, &consume_global_shares, &consume_shared_opens,
		&consume_mappings, &consume_queues, &consume_waits, &consume_contents,
		&consume_residents,
	};
	struct consumer consumer;
	size_t i;
	int ret;

	consumer_open(&consumer, *(uint64_t *)data);
	for (i = 0; i < ARRAY_SIZE(all); i++) {
		ret = all[i]->one(&consumer);
		if (ret)
			fprintf(stderr, "# another process gets no %s: %#x\n", all[i]->name, ret);
		dxg_check(!ret);
	}
	dxg_check(!dxg_destroy_device(consumer.fd, consumer.device));
}

bool consume_others_go_on(uint64_t luid)
{
	return dxg_reap(dxg_fork(do_one_of_each, &luid));
}

long long dxg_set_number(const char *path, long long value)
{
	long long old = file_number(path, NULL);

	return old >= 0 && file_write_number(path, value) ? old : -1;
}
