// SPDX-License-Identifier: GPL-2.0
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "file.h"

bool file_write(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
	bool ok = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (fd >= 0)
		close(fd);
	return ok;
}

bool file_write_number(const char *path, long long number)
{
	char text[32];

	snprintf(text, sizeof(text), "%lld", number);
	return file_write(path, text);
}

long long file_number(const char *path, const char *word)
{
	size_t len = word ? strlen(word) : 0;
	FILE *f = fopen(path, "re");
	long long value = -1;
	char line[256];

	while (f && value < 0 && fgets(line, sizeof(line), f)) {
		if (!word || !strncmp(line, word, len))
			sscanf(line + len, "%lld", &value);
	}
	if (f)
		fclose(f);
	return value;
}
