/* SPDX-License-Identifier: MIT */
#include "../include/galley.h"
