# A stand-in for Zephyr's package: has Kconfig read, adds the modules of
# ZEPHYR_MODULES, and the target app; a program of this machine, since there is
# no Zephyr here.
project(Zephyr-Kernel LANGUAGES C)

add_library(zephyr_interface INTERFACE)
macro(zephyr_library_named name)
    set(ZEPHYR_CURRENT_LIBRARY ${name})
    add_library(${name} STATIC)
    set_property(GLOBAL APPEND PROPERTY ZEPHYR_LIBS ${name})
    target_link_libraries(${name} PUBLIC zephyr_interface)
endmacro()
function(zephyr_library_sources)
    target_sources(${ZEPHYR_CURRENT_LIBRARY} PRIVATE ${ARGN})
endfunction()
function(zephyr_include_directories)
    target_include_directories(zephyr_interface INTERFACE ${ARGN})
endfunction()

set(settings ${CMAKE_BINARY_DIR}/config.cmake)
execute_process(COMMAND
    ${CMAKE_CURRENT_LIST_DIR}/../../../../stand_ins.py
    ${CMAKE_SOURCE_DIR}/prj.conf ${settings} ${ZEPHYR_KCONFIG}
    RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "Kconfig: ${status}")
endif()
include(${settings})

foreach(module ${ZEPHYR_CMAKE_DIRS})
    add_subdirectory(${module} ${CMAKE_BINARY_DIR}/modules/galley)
endforeach()
add_executable(app)
get_property(libraries GLOBAL PROPERTY ZEPHYR_LIBS)
target_link_libraries(app PRIVATE zephyr_interface ${libraries})
