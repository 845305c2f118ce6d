/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How many global handles each user has: there is one table of them for all.
 */
#ifndef DXGK_OBJECTS_NAMEUSER_H
#define DXGK_OBJECTS_NAMEUSER_H

#include <linux/uidgid.h>

struct dxgk_name_user;

struct dxgk_name_user *dxgk_name_charge(kuid_t uid);
void dxgk_name_uncharge(struct dxgk_name_user *user);

#endif
