# Galley for the Pico SDK: include() this behind pico_sdk_init(), then link
# galley, and galley_fetch where there is a network.
set(GALLEY_ROOT ${CMAKE_CURRENT_LIST_DIR}/../..)

file(GLOB GALLEY_SOURCES ${GALLEY_ROOT}/src/*.c)
add_library(galley INTERFACE)
target_sources(galley INTERFACE ${GALLEY_SOURCES})
target_include_directories(galley INTERFACE ${GALLEY_ROOT}/include)

# HTTP over the SDK's lwIP, which has an arch/cc.h of its own: only the files
# of port/lwip that are not about the hardware, and not its bare/.
add_library(galley_fetch INTERFACE)
target_sources(galley_fetch INTERFACE
    ${GALLEY_ROOT}/port/lwip/fetch.c
    ${GALLEY_ROOT}/port/lwip/fetch_strerror.c
    ${GALLEY_ROOT}/port/lwip/url.c)
target_include_directories(galley_fetch INTERFACE ${GALLEY_ROOT}/port/lwip)
target_link_libraries(galley_fetch INTERFACE galley)

# https for it: the firmware has an mbedtls_config.h.
add_library(galley_fetch_tls INTERFACE)
target_sources(galley_fetch_tls INTERFACE ${GALLEY_ROOT}/port/lwip/tls.c)
target_compile_definitions(galley_fetch_tls INTERFACE
    LWIP_ALTCP_TLS=1 LWIP_ALTCP_TLS_MBEDTLS=1)
target_link_libraries(galley_fetch_tls INTERFACE
    galley_fetch pico_lwip_mbedtls pico_mbedtls)
