/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/verb.h"

int main(int argc, char **argv)
{
    return orm_main(argc, argv);
}
