/* The SDK's glue between lwIP and its clock and locks, as far as it depends
 * on arch/cc.h. */
#include "lwip/init.h"

sys_prot_t sys_arch_protect(void);
void sys_arch_unprotect(sys_prot_t before);

sys_prot_t sys_arch_protect(void)
{
    return 0;
}

void sys_arch_unprotect(sys_prot_t before)
{
    (void)before;
}
