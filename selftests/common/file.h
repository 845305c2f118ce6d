/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Small files of sysfs, procfs, configfs and cgroups.
 */
#ifndef SELFTESTS_FILE_H
#define SELFTESTS_FILE_H

#include <stdbool.h>

/*
 * Write a text in one write(), as a shell does. False if the file isn't there, or doesn't take all
 * of it.
 */
bool file_write(const char *path, const char *text);
bool file_write_number(const char *path, long long number);

/*
 * The number behind a word that begins a line, or the first number for NULL. -1 if there is none.
 */
long long file_number(const char *path, const char *word);

#endif
