# A stand-in for the Pico SDK: libraries, folders and the order of includes
# are the SDK's (2.2.0), functions are declared only.  lwIP and mbedTLS are the
# real ones, below PICO_LWIP_PATH and PICO_MBEDTLS_PATH.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_C_COMPILER arm-none-eabi-gcc)
set(CMAKE_CXX_COMPILER arm-none-eabi-g++)
set(CMAKE_C_FLAGS "-mcpu=cortex-m0plus -mthumb -Os -Wall -Wextra")
# What is only declared stays open in what is linked.
set(CMAKE_EXE_LINKER_FLAGS "-nostdlib -r")
set(PICO_LWIP_PATH $ENV{PICO_LWIP_PATH})
set(PICO_MBEDTLS_PATH $ENV{PICO_MBEDTLS_PATH})
set(STAND_IN ${CMAKE_CURRENT_LIST_DIR}/../src/rp2_common)

function(stand_in name)
    add_library(${name} INTERFACE)
    cmake_parse_arguments(GIVEN "" "" "INCLUDES;SOURCES;LINKS;DEFINES" ${ARGN})
    target_include_directories(${name} INTERFACE ${GIVEN_INCLUDES})
    target_sources(${name} INTERFACE ${GIVEN_SOURCES})
    target_link_libraries(${name} INTERFACE ${GIVEN_LINKS})
    target_compile_definitions(${name} INTERFACE ${GIVEN_DEFINES})
endfunction()

macro(pico_sdk_init)
    set(core init def dns inet_chksum ip mem memp netif pbuf stats sys altcp
        altcp_alloc altcp_tcp tcp tcp_in tcp_out timeouts udp ipv4/autoip
        ipv4/dhcp ipv4/etharp ipv4/icmp ipv4/igmp ipv4/ip4_frag ipv4/ip4
        ipv4/ip4_addr)
    list(TRANSFORM core PREPEND ${PICO_LWIP_PATH}/src/core/)
    list(TRANSFORM core APPEND .c)
    stand_in(pico_stdlib INCLUDES ${STAND_IN}/pico_stdlib/include)
    stand_in(pico_lwip_core SOURCES ${core}
        INCLUDES ${PICO_LWIP_PATH}/src/include)
    stand_in(pico_lwip LINKS pico_lwip_core)
    stand_in(pico_lwip_arch INCLUDES ${STAND_IN}/pico_lwip/include)
    stand_in(pico_lwip_nosys SOURCES ${STAND_IN}/pico_lwip/lwip_nosys.c
        LINKS pico_lwip_arch pico_lwip)
    stand_in(pico_cyw43_arch_lwip_poll
        INCLUDES ${STAND_IN}/pico_cyw43_arch/include LINKS pico_lwip_nosys
        DEFINES CYW43_LWIP=1 PICO_CYW43_ARCH_POLL=1)
    if(EXISTS ${PICO_MBEDTLS_PATH}/include/mbedtls/ssl.h)
        stand_in(pico_mbedtls INCLUDES ${PICO_MBEDTLS_PATH}/include
            DEFINES MBEDTLS_CONFIG_FILE="mbedtls_config.h")
        stand_in(pico_lwip_mbedtls SOURCES
            ${PICO_LWIP_PATH}/src/apps/altcp_tls/altcp_tls_mbedtls.c
            ${PICO_LWIP_PATH}/src/apps/altcp_tls/altcp_tls_mbedtls_mem.c)
    endif()
endmacro()

function(pico_enable_stdio_usb target enabled)
endfunction()

function(pico_add_extra_outputs target)
endfunction()
