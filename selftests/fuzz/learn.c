// SPDX-License-Identifier: GPL-2.0
/*
 * What a call has made and ended, so that later steps find it.
 */
#include "call.h"
#include "fuzz.h"

/* Of an array's elements, those that are remembered. */
#define MAX_REMEMBERED	64

static struct fuzz_handle *remember(struct call *c, uint8_t type, uint32_t value)
{
	struct fuzz_handle *handle;

	if (!value)
		return NULL;
	handle = fuzz_remember(c->w, type, value);
	if (!handle)
		return NULL;
	if (type != TYPE_ADAPTER && type != TYPE_DEVICE && type < TYPE_GLOBAL)
		handle->device = c->device;
	memcpy(handle->share, c->sizes, sizeof(c->sizes));
	return handle;
}

/* How large it is stands in softgpu's private data, to which both forms have a pointer. */
static uint64_t size_of(const uint8_t *element, const struct fuzz_struct *s)
{
	struct softgpu_allocation_desc desc;
	uint64_t address = 0;
	unsigned int i;

	for (i = 0; i < s->num; i++) {
		if (!strcmp(s->fields[i].name, "private_driver_data"))
			address = get_member(element, &s->fields[i]);
	}
	if (!address || !fuzz_copy(&desc, (void *)address, sizeof(desc)))
		return FUZZ_PAGE;
	return desc.total_size <= 16 << 20 ? desc.total_size : FUZZ_PAGE;
}

static void learn_element(struct call *c, const struct fuzz_struct *s, const uint8_t *element,
			  int resource)
{
	struct fuzz_handle *handle;
	unsigned int i;

	for (i = 0; i < s->num; i++) {
		if (s->fields[i].kind != KIND_NEW)
			continue;
		handle = remember(c, s->fields[i].arg, get_member(element, &s->fields[i]));
		if (!handle || handle->type != TYPE_ALLOCATION)
			continue;
		handle->resource = resource;
		handle->size = c->standard_size ? c->standard_size : size_of(element, s);
	}
}

static void learn_placed(struct call *c, const struct placed *placed, int resource)
{
	uint8_t element[256];
	uint64_t fd = 0;
	uint32_t i;

	if (placed->field->kind == KIND_NEW_FD) {
		if (fuzz_copy(&fd, (void *)placed->address, sizeof(fd)))
			remember(c, placed->field->arg, fd);
		return;
	}
	for (i = 0; i < placed->num && i < MAX_REMEMBERED; i++) {
		const struct fuzz_struct *s = placed->field->of;

		if (!fuzz_copy(element, (uint8_t *)placed->address + i * s->size, s->size))
			return;
		learn_element(c, s, element, resource);
	}
}

static void forget_list(struct call *c, const struct fuzz_field *field, const uint8_t *arg)
{
	uint32_t i, value, n = fuzz_num_elements(c, field);
	uint64_t list = get_member(arg, field);

	for (i = 0; list && i < n; i++) {
		if (fuzz_copy(&value, (uint32_t *)list + i, sizeof(value)))
			fuzz_forget(c->w, field->arg, value);
	}
}

/* Handles of the argument struct itself; returns the index of a resource that was made. */
static int learn_struct(struct call *c, const uint8_t *before, const uint8_t *after)
{
	const struct fuzz_struct *s = c->desc->arg;
	struct fuzz_handle *handle, *queue = NULL;
	int resource = -1;
	unsigned int i;

	for (i = 0; i < s->num; i++) {
		const struct fuzz_field *field = &s->fields[i];
		uint64_t value = get_member(after, field);
		bool new = field->kind == KIND_NEW ||
			   (field->flags & FIELD_INOUT && value != get_member(before, field));

		if (new) {
			handle = remember(c, field->arg, value);
			if (handle && field->arg == TYPE_RESOURCE)
				resource = fuzz_index(c->w, handle);
			if (handle && field->arg == TYPE_QUEUE)
				queue = handle;
			if (handle && field->arg == TYPE_SYNC)
				handle->resource = fuzz_index(c->w, queue);
		} else if (field->flags & FIELD_CONSUMED && field->kind == KIND_HANDLE) {
			fuzz_forget(c->w, field->arg, get_member(before, field));
		} else if (field->flags & FIELD_CONSUMED) {
			forget_list(c, field, before);
		}
	}
	return resource;
}

static void learn_lock(struct call *c, const struct d3dkmt_lock2 *lock)
{
	struct fuzz_world *w = c->w;
	unsigned int i;

	for (i = w->num_handles; i-- > 0;) {
		if (w->handles[i].type != TYPE_ALLOCATION || !w->handles[i].live ||
		    w->handles[i].value != lock->allocation)
			continue;
		w->handles[i].view = lock->data;
		return;
	}
}

/* A fence's page is a view like others, but what it shows are numbers. */
static void learn_queue(struct call *c, const struct d3dkmt_createpagingqueue *queue)
{
	struct fuzz_world *w = c->w;
	struct fuzz_handle *fence = w->num_handles ? &w->handles[w->num_handles - 1] : NULL;

	if (!fence || fence->type != TYPE_SYNC || fence->value != queue->sync_object)
		return;
	fence->view = queue->fence_value_cpu_virtual_address;
	fence->size = FUZZ_PAGE;
}

void fuzz_learn(struct call *c, uint64_t address)
{
	uint8_t after[sizeof(c->arg)];
	unsigned int i;
	int resource;

	if (!fuzz_copy(after, (void *)address, c->desc->arg->size))
		return;
	/* What is opened has the sizes of what was shared. */
	if (c->share && c->desc->cmd != D3DKMT_IOC_CREATE_ALLOCATION2 &&
	    c->desc->cmd != D3DKMT_IOC_CREATE_ALLOCATION)
		memcpy(c->sizes, c->share->share, sizeof(c->sizes));
	else
		c->sizes[SHARE_ALLOCATIONS] = c->count;
	resource = learn_struct(c, c->arg, after);
	for (i = 0; i < c->num_placed; i++)
		learn_placed(c, &c->placed[i], resource);
	if (c->desc->cmd == D3DKMT_IOC_LOCK2 || c->desc->cmd == D3DKMT_IOC_LOCK2_AT)
		learn_lock(c, (struct d3dkmt_lock2 *)after);
	else if (c->desc->cmd == D3DKMT_IOC_CREATE_PAGING_QUEUE)
		learn_queue(c, (struct d3dkmt_createpagingqueue *)after);
}
