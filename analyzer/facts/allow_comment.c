/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/allow_comment.h"

OrmAllowComment *orm_allow_comment_new(OrmPlace place)
{
    OrmAllowComment *comment = g_new0(OrmAllowComment, 1);
    comment->place = place;
    comment->first_line = place.line;
    comment->last_line = place.end_line;
    comment->rules = g_array_new(FALSE, TRUE, sizeof(OrmAllowedRule));
    return comment;
}

void orm_allow_comment_free(OrmAllowComment *comment)
{
    if (comment == NULL)
        return;
    g_array_unref(comment->rules);
    g_free(comment);
}

static int compare_numbers(guint left, guint right)
{
    return (left > right) - (left < right);
}

static int compare_rules(const OrmAllowComment *left, const OrmAllowComment *right)
{
    int order = compare_numbers(left->rules->len, right->rules->len);
    for (guint i = 0; order == 0 && i < left->rules->len; i++) {
        const OrmAllowedRule *one = &g_array_index(left->rules, OrmAllowedRule, i);
        const OrmAllowedRule *other = &g_array_index(right->rules, OrmAllowedRule, i);
        order = g_strcmp0(one->name, other->name);
        if (order == 0)
            order = orm_place_compare(&one->place, &other->place);
    }
    return order;
}

int orm_allow_comment_compare(const OrmAllowComment *left, const OrmAllowComment *right)
{
    int order = orm_place_compare(&left->place, &right->place);
    if (order == 0)
        order = compare_numbers(left->whole_file, right->whole_file);
    if (order == 0)
        order = compare_numbers(left->first_line, right->first_line);
    if (order == 0)
        order = compare_numbers(left->last_line, right->last_line);
    if (order == 0)
        order = g_strcmp0(left->reason, right->reason);
    if (order == 0)
        order = g_strcmp0(left->fault, right->fault);
    if (order == 0)
        order = compare_rules(left, right);
    return order;
}

gboolean orm_allow_comment_covers(const OrmAllowComment *comment, const OrmPlace *place)
{
    if (place->file == NULL || g_strcmp0(place->file, comment->place.file) != 0)
        return FALSE;
    return comment->whole_file || (place->line >= comment->first_line && place->line <= comment->last_line);
}
