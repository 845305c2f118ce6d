// SPDX-License-Identifier: GPL-2.0
#include <setjmp.h>
#include <signal.h>

#include "stress.h"

static __thread sigjmp_buf where;
static __thread volatile sig_atomic_t guarded;

static void fault(int signal_number)
{
	if (guarded)
		siglongjmp(where, 1);
	/* Any other access is a fault of the kernel's or of this program: die of it. */
	signal(signal_number, SIG_DFL);
}

void guard_init(void)
{
	struct sigaction action = { .sa_handler = fault };

	sigaction(SIGBUS, &action, NULL);
	sigaction(SIGSEGV, &action, NULL);
}

/* Memory, and what is done with each word or byte of it; false ends it. */
struct access {
	void *p;
	size_t n;
	uint32_t value;
	bool (*one)(const struct access *access, size_t i);
};

static enum guarded guard(const struct access *access)
{
	enum guarded result = GUARD_RIGHT;
	size_t i;

	if (sigsetjmp(where, 1)) {
		guarded = 0;
		return GUARD_FAULT;
	}
	guarded = 1;
	for (i = 0; i < access->n && result == GUARD_RIGHT; i++) {
		if (!access->one(access, i))
			result = GUARD_WRONG;
	}
	guarded = 0;
	return result;
}

static bool write_word(const struct access *access, size_t i)
{
	((volatile uint32_t *)access->p)[i] = access->value ^ i;
	return true;
}

static bool is_word(const struct access *access, size_t i)
{
	return ((volatile uint32_t *)access->p)[i] == (access->value ^ (uint32_t)i);
}

static bool write_byte(const struct access *access, size_t i)
{
	((volatile uint8_t *)access->p)[i] = access->value;
	return true;
}

static bool is_zero_or_byte(const struct access *access, size_t i)
{
	uint8_t byte = ((volatile uint8_t *)access->p)[i];

	return !byte || byte == access->value;
}

enum guarded guard_fill(uint32_t *p, size_t words, uint32_t seed)
{
	return guard(&(struct access){ p, words, seed, write_word });
}

enum guarded guard_check(uint32_t *p, size_t words, uint32_t seed)
{
	return guard(&(struct access){ p, words, seed, is_word });
}

enum guarded guard_check_bytes(uint8_t *p, size_t size, uint8_t byte)
{
	return guard(&(struct access){ p, size, byte, is_zero_or_byte });
}

enum guarded guard_fill_bytes(uint8_t *p, size_t size, uint8_t byte)
{
	return guard(&(struct access){ p, size, byte, write_byte });
}
