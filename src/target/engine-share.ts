/** Main memory that an engine asks for with each GPU, GiB: fits what the smallest nodes with a GPU have. */
export const MEMORY_GIB_A_GPU = 10;
