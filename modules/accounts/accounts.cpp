#include "modules/accounts/accounts.h"
