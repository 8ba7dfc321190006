import '../../examples/assistant/main';
