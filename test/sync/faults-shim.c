/*
 * Loaded into a process by LD_PRELOAD: writes down every change and sync of the database files in one folder, in order,
 * and can end the process, as SIGKILL does, just before the n-th of them.
 *   SPORTELLO_FAULT_FOLDER  only files in there whose name contains ".db", and the file "mark" (what the test writes down)
 *   SPORTELLO_FAULT_LOG     where it is written
 *   SPORTELLO_FAULT_KILL    n; nothing is ended without it
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, TRUNCATE = 3, UNLINK = 4 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long count = 0;
static int log_fd = -2;

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static ssize_t plain_write(int fd, const void *data, size_t length) {
  REAL(write);
  return real(fd, data, length);
}

static int is_ours(const char *path) {
  const char *folder = getenv("SPORTELLO_FAULT_FOLDER");
  if (!folder || strncmp(path, folder, strlen(folder)) != 0) return 0;
  if (strcmp(path, folder) == 0) return 1; /* its sync makes the removal of files durable */
  const char *name = strrchr(path, '/') + 1;
  if (strstr(name, "-shm")) return 0;
  return strstr(name, ".db") != NULL || strcmp(name, "mark") == 0;
}

static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, 4000);
  if (length <= 0) return 0;
  path[length] = 0;
  return path[0] == '/' && is_ours(path);
}

static void note(uint32_t kind, const char *path, uint64_t offset, const void *data, uint32_t length) {
  pthread_mutex_lock(&lock);
  count += 1;
  const char *kill_at = getenv("SPORTELLO_FAULT_KILL");
  if (kill_at && count == atol(kill_at)) kill(getpid(), SIGKILL);
  const char *log = getenv("SPORTELLO_FAULT_LOG");
  if (log_fd == -2) log_fd = log ? open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
  if (log_fd >= 0) {
    uint32_t head[6] = {kind, (uint32_t)strlen(path), length, (uint32_t)offset, (uint32_t)(offset >> 32), 0};
    plain_write(log_fd, head, sizeof head);
    plain_write(log_fd, path, head[1]);
    if (data) plain_write(log_fd, data, length);
  }
  pthread_mutex_unlock(&lock);
}

#define NOTE_FD(fd, kind, offset, data, length) \
  do { char path[4096]; if (path_of(fd, path)) note(kind, path, offset, data, length); } while (0)

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  REAL(pwrite64);
  NOTE_FD(fd, WRITE, offset, data, length);
  return real(fd, data, length, offset);
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }
ssize_t write(int fd, const void *data, size_t length) {
  NOTE_FD(fd, WRITE, lseek(fd, 0, SEEK_CUR), data, length);
  return plain_write(fd, data, length);
}
int fsync(int fd) {
  REAL(fsync);
  NOTE_FD(fd, SYNC, 0, NULL, 0);
  return real(fd);
}
int fdatasync(int fd) {
  REAL(fdatasync);
  NOTE_FD(fd, SYNC, 0, NULL, 0);
  return real(fd);
}
int ftruncate64(int fd, off64_t size) {
  REAL(ftruncate64);
  NOTE_FD(fd, TRUNCATE, size, NULL, 0);
  return real(fd, size);
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }
int unlink(const char *path) {
  REAL(unlink);
  if (path[0] == '/' && is_ours(path)) note(UNLINK, path, 0, NULL, 0);
  return real(path);
}
