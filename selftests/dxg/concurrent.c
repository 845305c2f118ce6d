// SPDX-License-Identifier: GPL-2.0
/*
 * Many clients at once, on adapters that come, go and are reset under them. Called with "--load"
 * this is such a client that runs until it is killed, for scripts that do things to the modules
 * meanwhile.
 */
#include <pthread.h>

#include "gpu_fixture.h"
#include "process.h"

#define CLIENTS		4
#define THREADS		2
#define DISTURBANCES	40

/* Statuses that a client may meet when its adapter goes or is reset; anything else is a fault. */
static bool is_expected(int status)
{
	return !status || status == STATUS_DEVICE_REMOVED;
}

static bool expect(int status, const char *what)
{
	if (!is_expected(status))
		dprintf(STDERR_FILENO, "# %s answered %d\n", what, status);
	return is_expected(status);
}

/* All that a client does with a device. */
static bool use_device(int fd, uint32_t adapter, uint32_t device)
{
	uint32_t resource, allocation, inner[8];
	bool good = true;
	int status;

	good &= expect(dxg_create_raw(fd, device, 65536, &allocation), "create");
	status = dxg_create_resource(fd, device, &resource, inner, 8);
	good &= expect(status, "create resource");
	good &= expect(dxg_escape_info(fd, adapter, device), "escape");
	good &= expect(dxg_query_version(fd, adapter), "query");
	if (!status) {
		good &= expect(dxg_destroy(fd, device, inner[3]), "destroy");
		good &= expect(dxg_destroy_resource(fd, device, resource), "destroy resource");
	}
	return good;
}

/* A round on every adapter that is there; leaves much for the rundown of devices. */
static bool use_adapters(int fd)
{
	struct d3dkmt_adapterinfo infos[16];
	struct d3dkmt_enumadapters2 enum2 = {
		.num_adapters = ARRAY_SIZE(infos),
		.adapters = (uintptr_t)infos,
	};
	struct d3dkmt_createdevice create = { };
	bool good = true;
	uint32_t i;
	int status;

	status = dxg_call(fd, D3DKMT_IOC_ENUM_ADAPTERS2, &enum2);
	if (!expect(status, "enumerate"))
		return false;
	for (i = 0; i < enum2.num_adapters; i++) {
		create.adapter = infos[i].adapter;
		status = dxg_call(fd, D3DKMT_IOC_CREATE_DEVICE, &create);
		good &= expect(status, "create device");
		if (!status) {
			good &= use_device(fd, create.adapter, create.device);
			good &= expect(dxg_destroy_device(fd, create.device), "destroy device");
		}
		good &= expect(dxg_close_adapter(fd, create.adapter), "close adapter");
	}
	return good;
}

struct client {
	int stop;	/* in shared memory */
	int rounds;
};

static void *client_thread(void *data)
{
	struct client *client = data;
	intptr_t bad = 0;
	int fd;

	while (!__atomic_load_n(&client->stop, __ATOMIC_SEQ_CST)) {
		fd = dxg_open();
		bad += fd < 0 || !use_adapters(fd);
		close(fd);
		__atomic_add_fetch(&client->rounds, 1, __ATOMIC_SEQ_CST);
	}
	return (void *)bad;
}

static void run_client(void *data)
{
	pthread_t threads[THREADS];
	void *bad;
	int i;

	for (i = 0; i < THREADS; i++)
		dxg_check(!pthread_create(&threads[i], NULL, client_thread, data));
	for (i = 0; i < THREADS; i++) {
		pthread_join(threads[i], &bad);
		dxg_check(!bad);
	}
}

/* Wait until each client has been through another round. */
static void wait_for_rounds(struct client *clients, int n)
{
	int i, before;

	for (i = 0; i < n; i++) {
		before = __atomic_load_n(&clients[i].rounds, __ATOMIC_SEQ_CST);
		while (__atomic_load_n(&clients[i].rounds, __ATOMIC_SEQ_CST) == before)
			usleep(100);
	}
}

TEST_F_TIMEOUT(gpu, clients_of_adapters_that_come_and_go, 240)
{
	struct client *clients = dxg_shared(CLIENTS * sizeof(*clients));
	struct dxg_counts before;
	pid_t pids[CLIENTS];
	int i;

	ASSERT_NE(NULL, clients);
	/* Our own handle would keep what is left of an adapter that has gone. */
	close(self->fd);
	self->fd = -1;
	ASSERT_TRUE(dxg_count_becomes(DXG_COUNT_PROCESSES, self->before.n[DXG_COUNT_PROCESSES]));
	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < CLIENTS; i++)
		pids[i] = dxg_fork(run_client, &clients[i]);
	for (i = 0; i < DISTURBANCES; i++) {
		/* Reset, gone, nothing there that could be reset, back. */
		if (i % 2)
			EXPECT_TRUE(dxg_softgpu_live(&self->gpu, i % 4 == 3));
		if (i % 2 == 0)
			EXPECT_EQ(i % 4 == 0, dxg_softgpu_write(&self->gpu, "reset", "1"));
		if (i % 8 == 7)
			wait_for_rounds(clients, CLIENTS);
	}
	for (i = 0; i < CLIENTS; i++) {
		__atomic_store_n(&clients[i].stop, 1, __ATOMIC_SEQ_CST);
		EXPECT_TRUE(dxg_reap(pids[i]));
		EXPECT_LT(0, clients[i].rounds);
	}
	EXPECT_TRUE(dxg_counts_settle(&before));
}

/* The same, and the clients are killed and replaced all the time. */
TEST_F_TIMEOUT(gpu, clients_that_are_killed, 240)
{
	struct client *clients = dxg_shared(CLIENTS * sizeof(*clients));
	struct dxg_counts before;
	pid_t pids[CLIENTS];
	int i;

	ASSERT_NE(NULL, clients);
	/* Our own handle would keep what is left of an adapter that has gone. */
	close(self->fd);
	self->fd = -1;
	ASSERT_TRUE(dxg_count_becomes(DXG_COUNT_PROCESSES, self->before.n[DXG_COUNT_PROCESSES]));
	ASSERT_EQ(0, dxg_counts_read(&before));
	for (i = 0; i < CLIENTS; i++)
		pids[i] = dxg_fork(run_client, &clients[i]);
	for (i = 0; i < DISTURBANCES; i++) {
		EXPECT_TRUE(dxg_kill(pids[i % CLIENTS]));
		pids[i % CLIENTS] = dxg_fork(run_client, &clients[i % CLIENTS]);
		if (i % 4 == 0)
			EXPECT_TRUE(dxg_softgpu_live(&self->gpu, i % 8));
		wait_for_rounds(&clients[(i + 1) % CLIENTS], 1);
	}
	for (i = 0; i < CLIENTS; i++)
		EXPECT_TRUE(dxg_kill(pids[i]));
	EXPECT_TRUE(dxg_counts_settle(&before));
}

/* Open, use, close, and for a moment have nothing open; whether the node is there or not. */
static int load(void)
{
	int fd;

	for (;;) {
		fd = dxg_open();
		if (fd >= 0) {
			if (!use_adapters(fd))
				return 1;
			close(fd);
		}
		usleep(2000);
	}
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "--load"))
		return load();
	return test_harness_run(argc, argv);
}
