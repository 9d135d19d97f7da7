/* As the Pico SDK's: it says what lwIP's port is, and what sys_prot_t is. */
#ifndef STAND_IN_CC_H
#define STAND_IN_CC_H

typedef int sys_prot_t;

unsigned int pico_lwip_rand(void);
#define LWIP_RAND pico_lwip_rand

#endif
