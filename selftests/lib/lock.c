// SPDX-License-Identifier: GPL-2.0
/*
 * Locking through the library: the second versions, and the first ones on top of them.
 */
#include "library.h"

TEST_F(lib, lock2_shows_the_contents)
{
	D3DKMT_LOCK2 lock = { .hDevice = self->device };
	D3DKMT_UNLOCK2 unlock = { .hDevice = self->device };
	char *data;

	ASSERT_EQ(STATUS_SUCCESS, lib_create(self->device, 8192, &lock.hAllocation));
	unlock.hAllocation = lock.hAllocation;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTLock2(&lock));
	data = lock.pData;
	EXPECT_EQ(0, data[8191]);
	strcpy(data, "kept");
	EXPECT_EQ(STATUS_SUCCESS, D3DKMTUnlock2(&unlock));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTUnlock2(&unlock));
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTLock2(&lock));
	EXPECT_STREQ("kept", lock.pData);
}

TEST_F(lib, lock_of_the_whole_and_of_pages)
{
	D3DKMT_LOCK lock = { .hDevice = self->device, .Flags = { .LockEntire = 1 } };
	D3DKMT_UNLOCK unlock = { .hDevice = self->device, .NumAllocations = 1 };
	const UINT pages[] = { 1 };
	void *whole;

	ASSERT_EQ(STATUS_SUCCESS, lib_create(self->device, 8192, &lock.hAllocation));
	unlock.phAllocations = &lock.hAllocation;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTLock(&lock));
	whole = lock.pData;
	memset(whole, 1, 8192);
	EXPECT_EQ(STATUS_SUCCESS, D3DKMTUnlock(&unlock));

	lock.Flags.Value = 0;
	lock.Flags.ReadOnly = 1;
	lock.Flags.DonotWait = 1;
	lock.NumPages = 1;
	lock.pPages = pages;
	ASSERT_EQ(STATUS_SUCCESS, D3DKMTLock(&lock));
	EXPECT_EQ(whole, lock.pData);
	EXPECT_EQ(STATUS_SUCCESS, D3DKMTUnlock(&unlock));
	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTUnlock(&unlock));
}

TEST_F(lib, lock_flags)
{
	static const struct {
		D3DDDICB_LOCKFLAGS flags;
		NTSTATUS expected;
	} rows[] = {
		{ { .LockEntire = 1, .WriteOnly = 1 }, STATUS_SUCCESS },
		{ { .LockEntire = 1, .IgnoreSync = 1, .IgnoreReadSync = 1 }, STATUS_SUCCESS },
		{ { .LockEntire = 1, .DonotEvict = 1 }, STATUS_SUCCESS },
		/* Neither the whole nor pages. */
		{ { .ReadOnly = 1 }, STATUS_INVALID_PARAMETER },
		{ { .LockEntire = 1, .ReadOnly = 1, .WriteOnly = 1 }, STATUS_INVALID_PARAMETER },
		{ { .LockEntire = 1, .IgnoreSync = 1, .AcquireAperture = 1 },
		  STATUS_INVALID_PARAMETER },
		{ { .LockEntire = 1, .UseAlternateVA = 1 }, STATUS_INVALID_PARAMETER },
		{ { .LockEntire = 1, .Reserved = 1 }, STATUS_INVALID_PARAMETER },
		{ { .LockEntire = 1, .AcquireAperture = 1 }, STATUS_NOT_SUPPORTED },
		{ { .LockEntire = 1, .Discard = 1 }, STATUS_NOT_SUPPORTED },
		{ { .LockEntire = 1, .NoExistingReference = 1 }, STATUS_NOT_SUPPORTED },
	};
	D3DKMT_LOCK lock = { .hDevice = self->device };
	size_t i;

	ASSERT_EQ(STATUS_SUCCESS, lib_create(self->device, 4096, &lock.hAllocation));
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		lock.Flags = rows[i].flags;
		EXPECT_EQ(rows[i].expected, D3DKMTLock(&lock)) TH_LOG("row %zu", i);
	}
}

TEST_F(lib, unlock_of_several_tells_the_first_failure)
{
	D3DKMT_HANDLE allocations[3];
	D3DKMT_LOCK2 lock = { .hDevice = self->device };
	D3DKMT_UNLOCK unlock = {
		.hDevice = self->device,
		.NumAllocations = 3,
		.phAllocations = allocations,
	};
	int i;

	for (i = 0; i < 3; i++) {
		ASSERT_EQ(STATUS_SUCCESS, lib_create(self->device, 4096, &allocations[i]));
		lock.hAllocation = allocations[i];
		if (i != 1)
			ASSERT_EQ(STATUS_SUCCESS, D3DKMTLock2(&lock));
	}
	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTUnlock(&unlock));
	/* The others are unlocked nevertheless. */
	unlock.NumAllocations = 1;
	unlock.phAllocations = &allocations[2];
	EXPECT_EQ(STATUS_INVALID_PARAMETER, D3DKMTUnlock(&unlock));
}

TEST_HARNESS_MAIN
