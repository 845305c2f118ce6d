// SPDX-License-Identifier: MIT
/*
 * info_kernel.c - adapters for d3dkmtinfo to show
 *
 * Linked with the tool and fake_kernel.c. The first adapter answers everything,
 * the second only what it must.
 */
#include <errno.h>
#include <string.h>

#include "../src/internal.h"
#include "fake_kernel.h"

#define MIB	(1ull << 20)
#define FULL	0x40000000
#define BARE	0x40000040

static void put_text(uint16_t *dst, const char *text)
{
	while ((*dst++ = (unsigned char)*text++))
		;
}

static int enum_adapters(D3DKMT_ENUMADAPTERS3 *args)
{
	if (args->pAdapters) {
		args->pAdapters[0].hAdapter = FULL;
		args->pAdapters[0].AdapterLuid.LowPart = 0x1234;
		args->pAdapters[1].hAdapter = BARE;
		args->pAdapters[1].AdapterLuid.LowPart = 0x1235;
		args->pAdapters[1].AdapterLuid.HighPart = 7;
	}
	args->NumAdapters = 2;
	return 0;
}

static int node(char *wire)
{
	UINT ordinal, engine;

	memcpy(&ordinal, wire, sizeof(ordinal));
	if (ordinal > 1)
		return -EINVAL;
	engine = ordinal ? DXGK_ENGINE_TYPE_COPY : DXGK_ENGINE_TYPE_3D;
	memcpy(wire + 4, &engine, sizeof(engine));
	put_text((uint16_t *)(wire + 8), ordinal ? "Copy \"engine\"" : "3D");
	wire[76] = 1;
	return 0;
}

static int answer_full(const D3DKMT_QUERYADAPTERINFO *args)
{
	void *data = args->pPrivateDriverData;

	switch (args->Type) {
	case KMTQAITYPE_DRIVER_DESCRIPTION:
		/* With a character beyond ASCII, and one that a terminal would act on. */
		put_text(data, "Test GPU \xb5\x1b[7m");
		return 0;
	case KMTQAITYPE_QUERY_ADAPTER_UNIQUE_GUID:
		put_text(data, "{00000000-0000-0000-0000-000000001234}");
		return 0;
	case KMTQAITYPE_PHYSICALADAPTERDEVICEIDS:
		((D3DKMT_QUERY_DEVICE_IDS *)data)->DeviceIds.VendorID = 0x1414;
		((D3DKMT_QUERY_DEVICE_IDS *)data)->DeviceIds.DeviceID = 0x88;
		return 0;
	case KMTQAITYPE_ADAPTERADDRESS:
		((D3DKMT_ADAPTERADDRESS *)data)->DeviceNumber = 2;
		return 0;
	case KMTQAITYPE_DRIVERVERSION:
		*(UINT *)data = 3100;
		return 0;
	case KMTQAITYPE_GETSEGMENTSIZE:
		((D3DKMT_SEGMENTSIZEINFO *)data)->DedicatedVideoMemorySize = 512 * MIB;
		((D3DKMT_SEGMENTSIZEINFO *)data)->SharedSystemMemorySize = 7680 * MIB;
		return 0;
	case KMTQAITYPE_GETSEGMENTGROUPSIZE:
		((D3DKMT_SEGMENTGROUPSIZEINFO *)data)->LocalMemory = 512 * MIB;
		((D3DKMT_SEGMENTGROUPSIZEINFO *)data)->NonLocalMemory = 7680 * MIB;
		return 0;
	case KMTQAITYPE_NODEMETADATA:
		return node(data);
	default:
		return -EINVAL;
	}
}

static int query(const D3DKMT_QUERYADAPTERINFO *args)
{
	if (args->Type == KMTQAITYPE_ADAPTERTYPE) {
		*(UINT *)args->pPrivateDriverData = args->hAdapter == FULL ? 0x5 : 0x800;
		return 0;
	}
	if (args->hAdapter == BARE && args->Type == KMTQAITYPE_ADAPTERADDRESS) {
		/* It is on no bus. */
		memset(args->pPrivateDriverData, 0xff, sizeof(D3DKMT_ADAPTERADDRESS));
		return 0;
	}
	return args->hAdapter == FULL ? answer_full(args) : -EINVAL;
}

static int memory(D3DKMT_QUERYVIDEOMEMORYINFO *args)
{
	if (args->hAdapter != FULL)
		return -EPERM;

	args->Budget = args->MemorySegmentGroup ? 3840 * MIB : 480 * MIB;
	args->CurrentUsage = args->MemorySegmentGroup ? 100 : 96 * MIB + MIB / 2;
	args->CurrentReservation = 0;
	return 0;
}

static int statistics(D3DKMT_QUERYSTATISTICS *args)
{
	D3DKMT_QUERYSTATISTICS_SEGMENT_INFORMATION *segment = &args->QueryResult.SegmentInformation;

	if (args->AdapterLuid.LowPart != 0x1234)
		return -EPERM;
	if (args->Type == D3DKMT_QUERYSTATISTICS_ADAPTER) {
		args->QueryResult.AdapterInformation.NbSegments = 2;
		return 0;
	}

	segment->CommitLimit = args->QuerySegment.SegmentId ? 7680 * MIB : 512 * MIB;
	segment->BytesCommitted = 97 * MIB;
	segment->BytesResident = args->QuerySegment.SegmentId ? 0 : 96 * MIB + MIB / 2;
	segment->Aperture = args->QuerySegment.SegmentId;
	return 0;
}

static int answer(unsigned int cmd, void *args)
{
	switch (cmd) {
	case DXG_ENUM_ADAPTERS3:
		return enum_adapters(args);
	case DXG_CLOSE_ADAPTER:
		return 0;
	case DXG_QUERY_ADAPTER_INFO:
		return query(args);
	case DXG_QUERY_VIDEO_MEMORY_INFO:
		return memory(args);
	case DXG_QUERY_STATISTICS:
		return statistics(args);
	default:
		return -ENOTTY;
	}
}

__attribute__((constructor)) static void start(void)
{
	fake_kernel = answer;
}
