// SPDX-License-Identifier: MIT
/*
 * unsupported.c - the functions that the kernel has no command for
 *
 * Programs look them up by dlsym() and give up where one is missing, although
 * they call few of them.
 */
#include "internal.h"

static NTSTATUS not_supported(const void *args)
{
	return args ? STATUS_NOT_SUPPORTED : STATUS_INVALID_PARAMETER;
}

NTSTATUS D3DKMTOpenNtHandleFromName(D3DKMT_OPENNTHANDLEFROMNAME *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTPresent(D3DKMT_PRESENT *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTSubmitPresentToHwQueue(D3DKMT_SUBMITPRESENTTOHWQUEUE *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTSetQueuedLimit(const D3DKMT_SETQUEUEDLIMIT *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTGetMultisampleMethodList(D3DKMT_GETMULTISAMPLEMETHODLIST *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTSetDisplayPrivateDriverFormat(const D3DKMT_SETDISPLAYPRIVATEDRIVERFORMAT *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTOpenSyncObjectNtHandleFromName(D3DKMT_OPENSYNCOBJECTNTHANDLEFROMNAME *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTCreateKeyedMutex2(D3DKMT_CREATEKEYEDMUTEX2 *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTOpenKeyedMutex2(D3DKMT_OPENKEYEDMUTEX2 *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTAcquireKeyedMutex2(D3DKMT_ACQUIREKEYEDMUTEX2 *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTReleaseKeyedMutex2(D3DKMT_RELEASEKEYEDMUTEX2 *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTDestroyKeyedMutex(const D3DKMT_DESTROYKEYEDMUTEX *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTCreateProtectedSession(D3DKMT_CREATEPROTECTEDSESSION *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTDestroyProtectedSession(D3DKMT_DESTROYPROTECTEDSESSION *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTOpenProtectedSessionFromNtHandle(D3DKMT_OPENPROTECTEDSESSIONFROMNTHANDLE *args)
{
	return not_supported(args);
}

NTSTATUS
D3DKMTQueryProtectedSessionInfoFromNtHandle(D3DKMT_QUERYPROTECTEDSESSIONINFOFROMNTHANDLE *args)
{
	return not_supported(args);
}

NTSTATUS D3DKMTQueryProtectedSessionStatus(D3DKMT_QUERYPROTECTEDSESSIONSTATUS *args)
{
	return not_supported(args);
}

/* No clock changes, so all power states are stable. */
NTSTATUS D3DKMTSetStablePowerState(const D3DKMT_SETSTABLEPOWERSTATE *args)
{
	return args ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}
