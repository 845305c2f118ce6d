// SPDX-License-Identifier: GPL-2.0
/*
 * Signals that have a handler: opening the device is not to be interrupted by them, whether or not
 * the handler asks for system calls to be restarted.
 */
#include <signal.h>
#include <sys/time.h>

#include "fixture.h"

#define OPENS	500

static int alarms;

static void on_alarm(int signal)
{
	(void)signal;
	__atomic_fetch_add(&alarms, 1, __ATOMIC_RELAXED);
}

TEST_F(dxg, no_signal_interrupts_an_open)
{
	struct sigaction action = { .sa_handler = on_alarm };
	struct itimerval often = { .it_interval.tv_usec = 100, .it_value.tv_usec = 100 };
	struct itimerval never = { };
	int i, fd, bad = 0;

	/* The next open is this process's first again. */
	ASSERT_EQ(0, close(self->fd));
	ASSERT_EQ(0, sigaction(SIGALRM, &action, NULL));
	ASSERT_EQ(0, setitimer(ITIMER_REAL, &often, NULL));
	for (i = 0; i < OPENS; i++) {
		fd = dxg_open();
		if (fd < 0)
			bad++;
		else
			close(fd);
	}
	setitimer(ITIMER_REAL, &never, NULL);
	EXPECT_LT(0, __atomic_load_n(&alarms, __ATOMIC_RELAXED));
	EXPECT_EQ(0, bad);
	self->fd = dxg_open();
}

TEST_HARNESS_MAIN
