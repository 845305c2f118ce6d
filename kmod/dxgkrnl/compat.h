/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What differs between the kernels that the module builds for, 6.1 to 7.x; nothing else does.
 */
#ifndef DXGK_COMPAT_H
#define DXGK_COMPAT_H

#include <linux/eventfd.h>
#include <linux/list_lru.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/shmem_fs.h>
#include <linux/shrinker.h>
#include <linux/version.h>

/* 7.0 made the flags of a VMA a type of their own. */
#ifdef mk_vma_flags
#define DXGK_SHMEM_NORESERVE	mk_vma_flags(VMA_NORESERVE_BIT)
#else
#define DXGK_SHMEM_NORESERVE	VM_NORESERVE
#endif

/* 6.3 made vm_flags read-only; these are for a VMA that ->mmap is setting up. */
static inline void dxgk_vm_flags_mod(struct vm_area_struct *vma, unsigned long set,
				     unsigned long clear)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
	vma->vm_flags = (vma->vm_flags | set) & ~clear;
#else
	vm_flags_mod(vma, set, clear);
#endif
}

/* Before 6.8 the caller said by how much the event grows. */
static inline void dxgk_eventfd_signal(struct eventfd_ctx *event)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
	eventfd_signal(event, 1);
#else
	eventfd_signal(event);
#endif
}

/* A page that is in the cache; before 6.4 "none" was NULL, now it is an error pointer. */
static inline struct folio *dxgk_filemap_get_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = filemap_get_folio(mapping, index);

	return IS_ERR(folio) ? NULL : folio;
}

typedef unsigned long (*dxgk_shrinker_fn)(struct shrinker *shrinker, struct shrink_control *sc);

#define DXGK_SHRINKER_FLAGS	(SHRINKER_NUMA_AWARE | SHRINKER_MEMCG_AWARE)

/*
 * Register the one shrinker, with a list that is its cgroups'. Since 6.7 shrinkers are allocated by
 * the kernel, and not in use before the list is there.
 */
static inline struct shrinker *dxgk_shrinker_register(struct list_lru *lru, dxgk_shrinker_fn count,
						      dxgk_shrinker_fn scan)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 7, 0)
	static struct shrinker only;
	struct shrinker *shrinker = &only;

	shrinker->flags = DXGK_SHRINKER_FLAGS;
#else
	struct shrinker *shrinker = shrinker_alloc(DXGK_SHRINKER_FLAGS, "dxgkrnl");

	if (!shrinker)
		return NULL;
#endif
	shrinker->count_objects = count;
	shrinker->scan_objects = scan;
	shrinker->seeks = DEFAULT_SEEKS;
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 7, 0)
	if (register_shrinker(shrinker, "dxgkrnl"))
		return NULL;
	if (!list_lru_init_memcg(lru, shrinker))
		return shrinker;
	unregister_shrinker(shrinker);
	return NULL;
#else
	if (list_lru_init_memcg(lru, shrinker)) {
		shrinker_free(shrinker);
		return NULL;
	}
	shrinker_register(shrinker);
	return shrinker;
#endif
}

static inline void dxgk_shrinker_unregister(struct shrinker *shrinker)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 7, 0)
	unregister_shrinker(shrinker);
#else
	shrinker_free(shrinker);
#endif
}

/* Since 6.8 the plain functions want to be told the node and the cgroup. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 8, 0)
#define dxgk_list_lru_add	list_lru_add
#define dxgk_list_lru_del	list_lru_del
#else
#define dxgk_list_lru_add	list_lru_add_obj
#define dxgk_list_lru_del	list_lru_del_obj
#endif

/* Since 6.13 the walker's lock is in the list. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
#define DXGK_LRU_WALK_ARGS	struct list_head *item, struct list_lru_one *list, \
				spinlock_t *lock, void *arg
#else
#define DXGK_LRU_WALK_ARGS	struct list_head *item, struct list_lru_one *list, void *arg
#endif

#endif
