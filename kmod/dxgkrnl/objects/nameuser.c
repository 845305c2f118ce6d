// SPDX-License-Identifier: GPL-2.0-only
#include <linux/hashtable.h>
#include <linux/moduleparam.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "gfp.h"
#include "objects/nameuser.h"

static uint max_global_shares = 1 << 16;
module_param(max_global_shares, uint, 0644);
MODULE_PARM_DESC(max_global_shares,
		 "Resources with a global handle that a user may have at a time (default 65536)");

/**
 * struct dxgk_name_user - a user who has global handles
 * @link: In users.
 * @uid: Who.
 * @names: How many, protected by users_lock. Without any, the struct is freed.
 */
struct dxgk_name_user {
	struct hlist_node link;
	kuid_t uid;
	u32 names;
};

static DEFINE_HASHTABLE(users, 6);
static DEFINE_SPINLOCK(users_lock);

static struct dxgk_name_user *find_user(kuid_t uid)
{
	struct dxgk_name_user *user;

	lockdep_assert_held(&users_lock);
	hash_for_each_possible(users, user, link, __kuid_val(uid)) {
		if (uid_eq(user->uid, uid))
			return user;
	}
	return NULL;
}

/**
 * dxgk_name_charge - a user gets one more global handle
 * @uid: The user.
 *
 * Return: For dxgk_name_uncharge(); NULL without memory, or if it has max_global_shares already.
 */
struct dxgk_name_user *dxgk_name_charge(kuid_t uid)
{
	struct dxgk_name_user *fresh = kzalloc(sizeof(*fresh), DXGK_GFP_CLIENT);
	struct dxgk_name_user *user;

	if (!fresh)
		return NULL;
	spin_lock(&users_lock);
	user = find_user(uid);
	if (!user && READ_ONCE(max_global_shares)) {
		user = fresh;
		fresh = NULL;
		user->uid = uid;
		hash_add(users, &user->link, __kuid_val(uid));
	} else if (user && user->names >= READ_ONCE(max_global_shares)) {
		user = NULL;
	}
	if (user)
		user->names++;
	spin_unlock(&users_lock);
	kfree(fresh);
	return user;
}

/**
 * dxgk_name_uncharge - one of a user's global handles has gone
 * @user: From dxgk_name_charge().
 */
void dxgk_name_uncharge(struct dxgk_name_user *user)
{
	spin_lock(&users_lock);
	if (--user->names)
		user = NULL;
	else
		hash_del(&user->link);
	spin_unlock(&users_lock);
	kfree(user);
}
