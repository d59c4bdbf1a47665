// Loaded into every Node program that a command starts (`node --import`). If the command is killed outright, nobody is
// left to stop them, and the next run would find their ports taken: so they leave as soon as its pipe breaks.

if (process.env.DIE_WITH_PARENT) {
	// A program hands its flags and environment on to what it forks, which is not ours to end.
	delete process.env.DIE_WITH_PARENT;
	process.on('disconnect', () => process.exit(1));
	// Listening alone must not keep alive a program that has closed everything else.
	process.channel?.unref();
}
