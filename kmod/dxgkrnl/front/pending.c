// SPDX-License-Identifier: GPL-2.0-only
#include <linux/dma-fence.h>
#include <linux/err.h>

#include <dxgk/status.h>

#include "front/pending.h"
#include "objects/adapter.h"
#include "objects/device.h"
#include "objects/paging_queue.h"
#include "objects/process.h"
#include "vidmm/residency.h"

/**
 * dxgk_request_init - begin a call that wants allocations to be resident
 * @request: Zeroed; out.
 * @device: The device, which is the caller's.
 *
 * Return: 0; -DXGK_ENOTSUPPORTED if the miniport doesn't page; -ENOMEM; -EINTR if the caller is
 * dying.
 */
int dxgk_request_init(struct vidmm_request *request, struct dxgk_device *device)
{
	if (!dxgk_ddi_can_page(device->adapter))
		return -DXGK_ENOTSUPPORTED;
	request->vidmm = &device->adapter->vidmm;
	request->client = device->client;
	request->store = vidmm_process_store(&device->process->vidmm);
	return PTR_ERR_OR_ZERO(request->store);
}

/**
 * dxgk_pend - answer a call whose paging may go on
 * @queue: The paging queue.
 * @type: What the call is.
 * @fence: When it is over, whose reference goes; NULL if it is.
 * @value: Out, if it isn't: the value of the queue's fence then.
 *
 * Return: 0, or DXGK_STATUS_PENDING.
 */
int dxgk_pend(struct dxgk_paging_queue *queue, enum vidsch_packet_type type,
	      struct dma_fence *fence, u64 *value)
{
	struct vidsch_packet *packet;
	bool pending = false;

	if (!fence)
		return 0;
	packet = vidsch_packet_new(type);
	if (packet)
		pending = vidsch_queue_submit(&queue->vidsch, packet, fence, value);
	else
		/* What was begun can't fail, so it ends here. */
		dma_fence_wait(fence, false);
	dma_fence_put(fence);
	return pending ? DXGK_STATUS_PENDING : 0;
}
