/* SPDX-License-Identifier: MIT */
/* Tarjan's strongly connected components without recursion (schemas are generated too), then a search within each. */
#include "analyzer/graph/rings.h"

#define NOT_VISITED 0

typedef struct {
    guint order;                     /* of the visit, from 1; NOT_VISITED */
    guint low;                       /* the earliest table on the path that is reached from here */
    guint component;                 /* from 1; 0 while on the path */
    guint next_key;                  /* the foreign key to follow next */
    const OrmForeignKey *reached_by; /* of the search for the ring */
} Node;

typedef struct {
    const OrmGraph *graph;
    OrmRingEdge edge;
    GHashTable *numbers; /* OrmTable * -> its number in graph->tables, from 1 */
    Node *nodes;
    GArray *path;    /* of guint: tables being visited, innermost last */
    GArray *pending; /* of guint: visited tables without a component */
    GArray *sizes;   /* of guint: tables in component i + 1 */
    guint visits;
} Search;

static const OrmTable *table_at(const Search *search, guint number)
{
    return g_ptr_array_index(search->graph->tables, number);
}

/* The number of the parent if the key counts; FALSE otherwise. */
static gboolean follow(const Search *search, const OrmForeignKey *key, guint *parent)
{
    if (!key->parent || key->parent == key->child || !search->edge(key))
        return FALSE;
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(search->numbers, key->parent));
    *parent = number - 1;
    return number > 0;
}

static void enter(Search *search, guint number)
{
    Node *node = &search->nodes[number];
    node->order = node->low = ++search->visits;
    g_array_append_val(search->path, number);
    g_array_append_val(search->pending, number);
}

/* Closes the component whose first table is `number`: all that are pending from it on. */
static void close_component(Search *search, guint number)
{
    guint size = 0, member, component = search->sizes->len + 1;
    do {
        member = g_array_index(search->pending, guint, search->pending->len - 1);
        g_array_set_size(search->pending, search->pending->len - 1);
        search->nodes[member].component = component;
        size++;
    } while (member != number);
    g_array_append_val(search->sizes, size);
}

/* Takes one step from the innermost table of the path: to a parent not visited yet, or back. */
static void step(Search *search)
{
    guint number = g_array_index(search->path, guint, search->path->len - 1), parent;
    Node *node = &search->nodes[number];
    const GPtrArray *keys = table_at(search, number)->foreign_keys;
    while (node->next_key < keys->len) {
        if (!follow(search, g_ptr_array_index(keys, node->next_key++), &parent))
            continue;
        if (search->nodes[parent].order == NOT_VISITED) {
            enter(search, parent);
            return;
        }
        if (search->nodes[parent].component == 0)
            node->low = MIN(node->low, search->nodes[parent].order);
    }
    if (node->low == node->order)
        close_component(search, number);
    g_array_set_size(search->path, search->path->len - 1);
    if (search->path->len > 0) {
        Node *outer = &search->nodes[g_array_index(search->path, guint, search->path->len - 1)];
        outer->low = MIN(outer->low, node->low);
    }
}

static void find_components(Search *search)
{
    for (guint i = 0; i < search->graph->tables->len; i++) {
        if (search->nodes[i].order != NOT_VISITED)
            continue;
        enter(search, i);
        while (search->path->len > 0)
            step(search);
    }
}

/* The keys that led from `start` to the child of `last`, then `last`. */
static GPtrArray *trace(const Search *search, guint start, const OrmForeignKey *last)
{
    GPtrArray *ring = g_ptr_array_new();
    const OrmTable *first = table_at(search, start);
    for (const OrmForeignKey *key = last; key;) {
        g_ptr_array_add(ring, (gpointer)key);
        guint child = GPOINTER_TO_UINT(g_hash_table_lookup(search->numbers, key->child)) - 1;
        key = key->child == first ? NULL : search->nodes[child].reached_by;
    }
    for (guint i = 0; i < ring->len / 2; i++) {
        gpointer key = ring->pdata[i];
        ring->pdata[i] = ring->pdata[ring->len - 1 - i];
        ring->pdata[ring->len - 1 - i] = key;
    }
    return ring;
}

/* Breadth first within the component of `start`, until it is met again. */
static GPtrArray *find_ring(Search *search, guint start)
{
    g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(queue, start);
    for (guint head = 0; head < queue->len; head++) {
        guint number = g_array_index(queue, guint, head), parent;
        const GPtrArray *keys = table_at(search, number)->foreign_keys;
        for (guint i = 0; i < keys->len; i++) {
            const OrmForeignKey *key = g_ptr_array_index(keys, i);
            if (!follow(search, key, &parent) || search->nodes[parent].component != search->nodes[start].component)
                continue;
            if (parent == start)
                return trace(search, start, key);
            if (search->nodes[parent].reached_by)
                continue;
            search->nodes[parent].reached_by = key;
            g_array_append_val(queue, parent);
        }
    }
    g_assert_not_reached(); /* tables of one component reach each other */
}

static GPtrArray *collect_rings(Search *search)
{
    GPtrArray *rings = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < search->graph->tables->len; i++) {
        guint *size = &g_array_index(search->sizes, guint, search->nodes[i].component - 1);
        if (*size < 2)
            continue;
        *size = 0; /* the component is dealt with */
        g_ptr_array_add(rings, find_ring(search, i));
    }
    return rings;
}

GPtrArray *orm_graph_rings(const OrmGraph *graph, OrmRingEdge edge)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < graph->tables->len; i++)
        g_hash_table_insert(numbers, g_ptr_array_index(graph->tables, i), GUINT_TO_POINTER(i + 1));
    g_autofree Node *nodes = g_new0(Node, graph->tables->len + 1);
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) pending = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(guint));
    Search search = {.graph = graph,
                     .edge = edge,
                     .numbers = numbers,
                     .nodes = nodes,
                     .path = path,
                     .pending = pending,
                     .sizes = sizes};
    find_components(&search);
    return collect_rings(&search);
}
