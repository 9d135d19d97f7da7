#include "../include/galley.h"
